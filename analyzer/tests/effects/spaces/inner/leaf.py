"""In a namespace package."""

NUMBER = 3
