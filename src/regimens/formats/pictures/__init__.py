"""Schedules as pictures: a regimen by its days, a course along its dates."""
