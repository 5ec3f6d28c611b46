"""Name the files of a build and add its record."""
