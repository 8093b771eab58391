"""The pages of providers of care."""
