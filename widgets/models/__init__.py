"""The book's models: numbers and tables in, numbers and tables out; no widget, no chart."""
