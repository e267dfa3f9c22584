"""Newstemma."""
