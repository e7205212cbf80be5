"""Rules fed with what the AWS provider checks itself: values, ranges, formats, counts, what must be there."""
