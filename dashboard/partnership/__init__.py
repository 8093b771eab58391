"""What the council shares with partners: measures, two figures of one thing, joint targets, a common fund."""
