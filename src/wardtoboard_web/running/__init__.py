"""Running the site: the server, jobs, health, logs, backups, and the commands for them."""
