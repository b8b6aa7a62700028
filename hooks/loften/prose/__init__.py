"""Editors' Markdown."""
