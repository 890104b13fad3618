"""The site's part of the command line: one small file a command.

Nothing of Django is imported before a command runs, so that asking for help stays quick.
"""
