"""presynth: what a CDKTF or CDK Terrain stack in Python would break, said before `synth`."""

__version__ = "0.1.0"
