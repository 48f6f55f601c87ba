"""What is painted on a page: ruling lines, shading, and marks that are drawn, shared by both PDF readers."""
