"""The rules of the evaluation: plain functions, that know no framework, clock or database."""
