"""Whether values fit what a binding declares, judged as its Python code, typeguard and the jsii kernel judge it.

What the rules of the group `schema` share; there is no rule in here.
"""
