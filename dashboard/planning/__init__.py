"""Plans of units as people wrote them: their tree, whether they multiply out, the hours they take, their holes."""
