"""Money and activity: what was bought, at what price, and what March will look like."""
