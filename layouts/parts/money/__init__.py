"""Parts of the pages of money."""
