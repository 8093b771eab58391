"""What the numbers can bear: pure functions of numbers that know neither the store nor the pages."""
