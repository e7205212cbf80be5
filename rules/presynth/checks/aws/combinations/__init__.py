"""Which values of arguments go together: tables, and the rule that reads them."""
