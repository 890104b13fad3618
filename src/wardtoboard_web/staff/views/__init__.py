"""The pages of imports, by what a person does on them."""
