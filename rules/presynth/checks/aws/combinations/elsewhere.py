"""What goes along with what in resources of other providers than AWS's: random values, Kubernetes."""

from __future__ import annotations

from presynth.checks.aws.combinations.comparisons import Includes
from presynth.checks.aws.combinations.consequences import Ascending
from presynth.checks.aws.combinations.numbers import AtLeastSum
from presynth.checks.aws.combinations.row import Row

_RANDOM = "https://registry.terraform.io/providers/hashicorp/random/latest/docs/resources/"
_KUBERNETES = "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector"
_MINIMA = ("min_lower", "min_numeric", "min_special", "min_upper")
_V1 = ("", "_v1")

ROWS = (
    Row(
        ("random_password", "random_string"),
        (AtLeastSum("length", *_MINIMA),),
        "the provider refuses less than all of them need",
        _RANDOM + "password",
    ),
    Row(
        ("random_integer",),
        (Ascending("min", "max"),),
        "the provider finds no number between them",
        _RANDOM + "integer",
    ),
    Row(
        tuple(f"kubernetes_horizontal_pod_autoscaler{each}" for each in (*_V1, "_v2")),
        (Ascending("min_replicas", "max_replicas"),),
        "Kubernetes refuses it",
        "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/",
        within=("spec",),
    ),
    Row(
        (
            *(f"kubernetes_{kind}{each}" for kind in ("deployment", "stateful_set") for each in _V1),
            *("kubernetes_daemonset", "kubernetes_daemon_set_v1"),
        ),
        (Includes("template.metadata.labels", "selector.match_labels"),),
        "Kubernetes refuses a selector that does not match the labels of the template",
        _KUBERNETES,
        within=("spec",),
    ),
)
