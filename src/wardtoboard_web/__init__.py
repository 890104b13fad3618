"""The site: it stores, asks and shows. What is true is decided by the library, `wardtoboard`."""
