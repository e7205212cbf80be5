"""Models: SageMaker, Bedrock with its agents and knowledge bases."""

from __future__ import annotations

from presynth.checks.aws.combinations.conditions import Condition, Given, Is
from presynth.checks.aws.combinations.consequences import Alone, Consequence, Matches, Needed, Number, OneOf, Refused
from presynth.checks.aws.combinations.entries import Named, Unique
from presynth.checks.aws.combinations.row import Row

_AWS = "https://docs.aws.amazon.com/"
_SAGEMAKER = f"{_AWS}sagemaker/latest/APIReference/"
_BEDROCK = f"{_AWS}bedrock/latest/APIReference/"
_VARIANTS = ("production_variants", "shadow_production_variants")
_CHUNKS = ("vector_ingestion_configuration", "chunking_configuration")


def _sagemaker(name: str, because: str, page: str, *then: Consequence, **when: Condition) -> Row:
    return Row((f"aws_sagemaker_{name}",), then, because, f"{_SAGEMAKER}API_{page}.html", when)


_MODELS = (
    _sagemaker(
        "notebook_instance", "SageMaker refuses the notebook", "CreateNotebookInstance", Number("volume_size", 5, 16384)
    ),
    *(
        Row(
            ("aws_sagemaker_endpoint_configuration",),
            (Refused("instance_type", "initial_instance_count"),),
            "an endpoint without servers has no instances",
            f"{_SAGEMAKER}API_ProductionVariant.html",
            {"serverless_config": Given()},
            (variants,),
        )
        for variants in _VARIANTS
    ),
    _sagemaker(
        "notebook_instance",
        "a notebook that is not on the internet is in a VPC",
        "CreateNotebookInstance",
        Needed("subnet_id"),
        direct_internet_access=Is(("Disabled",)),
    ),
    _sagemaker(
        "notebook_instance",
        "they are those of a subnet",
        "CreateNotebookInstance",
        Needed("subnet_id"),
        security_groups=Given(),
    ),
    _sagemaker(
        "model",
        "one container comes first, or several follow each other",
        "CreateModel",
        Alone("primary_container", "container"),
    ),
    _sagemaker(
        "endpoint_configuration",
        "traffic goes to variants by their names",
        "CreateEndpointConfig",
        Unique("production_variants", "variant_name"),
    ),
    _sagemaker("model", "a model is run by something", "CreateModel", Needed("primary_container", "container")),
    _sagemaker(
        "user_profile",
        "users of the domain are not those of IAM Identity Center",
        "CreateUserProfile",
        Refused("single_sign_on_user_identifier", "single_sign_on_user_value"),
        **{"domain_id>auth_mode": Is(("IAM",))},
    ),
    _sagemaker(
        "user_profile",
        "users of the domain are those of IAM Identity Center",
        "CreateUserProfile",
        Needed("single_sign_on_user_value"),
        **{"domain_id>auth_mode": Is(("SSO",))},
    ),
    _sagemaker(
        "feature_group",
        "records are found and ordered by features",
        "CreateFeatureGroup",
        Named("", "record_identifier_feature_name", "feature_definition", "feature_name"),
        Named("", "event_time_feature_name", "feature_definition", "feature_name"),
    ),
    _sagemaker(
        "feature_group",
        "the group keeps its records somewhere",
        "CreateFeatureGroup",
        Needed("online_store_config", "offline_store_config"),
    ),
)


def _bedrock(name: str, because: str, page: str, within: tuple[str, ...], *then: Consequence, **when: Condition) -> Row:
    return Row((f"aws_{name}",), then, because, f"{_BEDROCK}API_{page}.html", when, within)


_STORES = (
    ("OPENSEARCH_SERVERLESS", "opensearch_serverless_configuration"),
    ("OPENSEARCH_MANAGED_CLUSTER", "opensearch_managed_cluster_configuration"),
    ("PINECONE", "pinecone_configuration"),
    ("REDIS_ENTERPRISE_CLOUD", "redis_enterprise_cloud_configuration"),
    ("RDS", "rds_configuration"),
    ("MONGO_DB_ATLAS", "mongo_db_atlas_configuration"),
    ("NEPTUNE_ANALYTICS", "neptune_analytics_configuration"),
    ("S3_VECTORS", "s3_vectors_configuration"),
)
_KNOWLEDGE = (
    ("VECTOR", "vector_knowledge_base_configuration"),
    ("KENDRA", "kendra_knowledge_base_configuration"),
    ("SQL", "sql_knowledge_base_configuration"),
)
_DATA = (
    ("S3", "s3_configuration"),
    ("WEB", "web_configuration"),
    ("CONFLUENCE", "confluence_configuration"),
    ("SALESFORCE", "salesforce_configuration"),
    ("SHAREPOINT", "share_point_configuration"),
)
_CHUNKING = (
    ("FIXED_SIZE", "fixed_size_chunking_configuration"),
    ("HIERARCHICAL", "hierarchical_chunking_configuration"),
    ("SEMANTIC", "semantic_chunking_configuration"),
)


def _said_by_type(
    name: str, page: str, within: tuple[str, ...], kinds: tuple[tuple[str, str], ...], said: str = "type"
) -> tuple[Row, ...]:
    """What is set to a kind has the settings of that kind, and of no other."""
    return tuple(
        _bedrock(
            name,
            f"this is what `{said}` says",
            page,
            within,
            Needed(wanted),
            Refused(*(other for _, other in kinds if other != wanted)),
            **{said: Is((kind,))},
        )
        for kind, wanted in kinds
    )


_AGENTS = (
    _bedrock(
        "bedrock_guardrail",
        "attacks are in what is asked, not in what is answered",
        "GuardrailContentFilterConfig",
        ("content_policy_config", "filters_config"),
        OneOf("output_strength", "NONE"),
        type=Is(("PROMPT_ATTACK",)),
    ),
    *_said_by_type("bedrockagent_knowledge_base", "agent_StorageConfiguration", ("storage_configuration",), _STORES),
    *_said_by_type(
        "bedrockagent_knowledge_base", "agent_KnowledgeBaseConfiguration", ("knowledge_base_configuration",), _KNOWLEDGE
    ),
    *_said_by_type("bedrockagent_data_source", "agent_DataSourceConfiguration", ("data_source_configuration",), _DATA),
    *_said_by_type("bedrockagent_data_source", "agent_ChunkingConfiguration", _CHUNKS, _CHUNKING, "chunking_strategy"),
    _bedrock(
        "bedrockagent_data_source",
        "nothing is split then",
        "agent_ChunkingConfiguration",
        _CHUNKS,
        Refused(*(each for _, each in _CHUNKING)),
        chunking_strategy=Is(("NONE",)),
    ),
    *(
        _bedrock(
            name,
            "what a version of an agent has does not change",
            f"agent_{page}",
            (),
            OneOf("agent_version", "DRAFT"),
        )
        for name, page in (
            ("bedrockagent_agent_action_group", "CreateAgentActionGroup"),
            ("bedrockagent_agent_collaborator", "AssociateAgentCollaborator"),
        )
    ),
    *(
        Row(
            (f"aws_lexv2models_{name}",),
            (Matches("locale_id", r"[a-z]{2,3}_[A-Z0-9]{2,3}", "a locale like `en_US`"),),
            "so Lex writes locales",
            f"{_AWS}lexv2/latest/APIReference/API_CreateBotLocale.html",
        )
        for name in ("bot_locale", "intent", "slot", "slot_type")
    ),
    _bedrock(
        "bedrockagent_agent_action_group",
        "the agent has an action of its own there",
        "agent_CreateAgentActionGroup",
        (),
        Refused("description", "api_schema", "action_group_executor"),
        parent_action_group_signature=Given(),
    ),
    _bedrock(
        "bedrockagent_prompt",
        "a prompt is one of its variants",
        "agent_CreatePrompt",
        (),
        Named("", "default_variant", "variant"),
    ),
)

ROWS: tuple[Row, ...] = (*_MODELS, *_AGENTS)
