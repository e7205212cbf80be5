"""What stands between users and programs: addresses, names, load balancers, APIs, distributions, firewalls."""
