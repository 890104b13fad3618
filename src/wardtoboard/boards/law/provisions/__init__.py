"""One short function a provision, named as the statement that it tests."""
