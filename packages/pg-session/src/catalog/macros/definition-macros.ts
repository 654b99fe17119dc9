const nothing = 'CAST(NULL AS VARCHAR)'

const defined = (kind: string, value: string, part = '0'): string =>
  `(SELECT min("#d"."#text") FROM pg_catalog."#definitions" AS "#d" WHERE "#d"."#kind" = '${kind}' AND "#d"."#oid" = ${value} AND "#d"."#part" = ${part})`

const described = (value: string, part: string): string =>
  `(SELECT min("#d"."#text") FROM pg_catalog."#descriptions" AS "#d" WHERE "#d"."#oid" = ${value} AND "#d"."#part" = ${part})`

const namedView = defined('view', 'regclass(:text)')

const isVisible = '(:oid IN (SELECT "#v"."#oid" FROM pg_catalog."#visible" AS "#v"))'

/** Functions that tell what an object is. */
export const definitionMacros: Readonly<Record<string, string>> = {
  'obj_description(oid, catalog)': described(':oid', '0'),
  'obj_description(oid)': described(':oid', '0'),
  'col_description(oid, column)': described(':oid', ':column'),
  'shobj_description(oid, catalog)': nothing,
  'pg_get_constraintdef(oid)': defined('constraint', ':oid'),
  'pg_get_constraintdef(oid, pretty)': defined('constraint', ':oid'),
  'pg_get_indexdef(oid)': defined('index', ':oid'),
  'pg_get_indexdef(oid, column, pretty)': defined('index', ':oid', ':column'),
  'pg_get_viewdef(text)': namedView,
  'pg_get_viewdef(text, pretty)': namedView,
  'pg_get_viewdef(oid)': defined('view', ':oid'),
  'pg_get_viewdef(oid, pretty)': defined('view', ':oid'),
  'pg_get_functiondef(oid)': nothing,
  'pg_get_function_arguments(oid)': defined('arguments', ':oid'),
  'pg_get_function_identity_arguments(oid)': defined('arguments', ':oid'),
  'pg_get_function_result(oid)': nothing,
  'pg_get_function_sqlbody(oid)': nothing,
  'pg_get_function_arg_default(oid, number)': nothing,
  'pg_get_expr(expression, relation)': 'CAST(:expression AS VARCHAR)',
  'pg_get_expr(expression, relation, pretty)': 'CAST(:expression AS VARCHAR)',
  'pg_get_ruledef(oid)': nothing,
  'pg_get_ruledef(oid, pretty)': nothing,
  'pg_get_triggerdef(oid)': nothing,
  'pg_get_triggerdef(oid, pretty)': nothing,
  'pg_get_partkeydef(oid)': nothing,
  'pg_get_partition_constraintdef(oid)': nothing,
  'pg_get_serial_sequence(relation, column)': nothing,
  'pg_get_statisticsobjdef(oid)': nothing,
  'pg_get_statisticsobjdef_columns(oid)': nothing,
  'pg_table_is_visible(oid)': isVisible,
  'pg_type_is_visible(oid)': 'TRUE',
  'pg_function_is_visible(oid)': 'TRUE',
  'pg_operator_is_visible(oid)': 'TRUE',
  'pg_opclass_is_visible(oid)': 'TRUE',
  'pg_opfamily_is_visible(oid)': 'TRUE',
  'pg_collation_is_visible(oid)': 'TRUE',
  'pg_conversion_is_visible(oid)': 'TRUE',
  'pg_statistics_obj_is_visible(oid)': 'TRUE',
  'pg_ts_config_is_visible(oid)': 'TRUE',
  'pg_ts_dict_is_visible(oid)': 'TRUE',
  'pg_ts_parser_is_visible(oid)': 'TRUE',
  'pg_ts_template_is_visible(oid)': 'TRUE',
  'pg_relation_is_updatable(oid, triggers)': '0',
  'pg_column_is_updatable(oid, column, triggers)': 'FALSE',
  'pg_relation_is_publishable(oid)': 'FALSE',
  'pg_index_column_has_property(index, column, property)':
    "lower(:property) IN ('asc', 'nulls_last', 'orderable', 'returnable')",
  'pg_index_has_property(index, property)': 'FALSE',
  'pg_indexam_has_property(method, property)': 'FALSE',
  'pg_relation_size(relation)': '0',
  'pg_relation_size(relation, fork)': '0',
  'pg_table_size(relation)': '0',
  'pg_total_relation_size(relation)': '0',
  'pg_indexes_size(relation)': '0',
  'pg_database_size(database)': '0',
  'pg_tablespace_size(tablespace)': '0',
  'pg_tablespace_location(oid)': nothing,
  'pg_relation_filenode(relation)': '0',
  'pg_relation_filepath(relation)': nothing,
  '_pg_expandarray(list)': 'unnest(list_transform(:list, ("#x", "#n") -> {x: "#x", n: "#n"}))',
  '_pg_char_max_length(type, modifier)': 'CAST(NULL AS INTEGER)',
  '_pg_numeric_precision(type, modifier)': 'CAST(NULL AS INTEGER)',
  '_pg_truetypid(attribute, type)': 'CAST(NULL AS INTEGER)',
}
