"""Changes of the code of the core, and the tests that notice them."""
