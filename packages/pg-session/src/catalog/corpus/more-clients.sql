-- What clients asked that were run by hand. A line `-->` has the columns that PostgreSQL 15 answers with.

-- peewee 4.5: indexes
--> relname | indexdef | indisunique | array
SELECT
    i.relname, idxs.indexdef, idx.indisunique,
    array(
        SELECT pg_get_indexdef(idx.indexrelid, k + 1, TRUE)
        FROM generate_subscripts(idx.indkey, 1) AS k
        ORDER BY k
    )
FROM pg_catalog.pg_class AS t
INNER JOIN pg_catalog.pg_namespace AS n ON t.relnamespace = n.oid
INNER JOIN pg_catalog.pg_index AS idx ON t.oid = idx.indrelid
INNER JOIN pg_catalog.pg_class AS i ON idx.indexrelid = i.oid
INNER JOIN pg_catalog.pg_indexes AS idxs ON (
    idxs.tablename = t.relname AND idxs.indexname = i.relname AND idxs.schemaname = n.nspname)
WHERE t.relname = 'WorkItems' AND t.relkind = 'r' AND n.nspname = COALESCE('Information', current_schema())
ORDER BY idx.indisunique DESC, i.relname;

-- Django 5.2: indexes of a table
--> indexname | array_agg | indisunique | indisprimary | array_agg | amname | exprdef | attoptions
SELECT
    indexname, array_agg(attname ORDER BY arridx), indisunique, indisprimary,
    array_agg(ordering ORDER BY arridx), amname, exprdef, s2.attoptions
FROM (
    SELECT
        c2.relname as indexname, idx.*, attr.attname, am.amname,
        CASE WHEN idx.indexprs IS NOT NULL THEN pg_get_indexdef(idx.indexrelid) END AS exprdef,
        CASE am.amname WHEN 'btree' THEN CASE (option & 1) WHEN 1 THEN 'DESC' ELSE 'ASC' END END as ordering,
        c2.reloptions as attoptions
    FROM (
        SELECT * FROM pg_index i, unnest(i.indkey, i.indoption) WITH ORDINALITY koi(key, option, arridx)
    ) idx
    LEFT JOIN pg_class c ON idx.indrelid = c.oid
    LEFT JOIN pg_class c2 ON idx.indexrelid = c2.oid
    LEFT JOIN pg_am am ON c2.relam = am.oid
    LEFT JOIN pg_attribute attr ON attr.attrelid = c.oid AND attr.attnum = idx.key
    WHERE c.relname = 'WorkItems' AND pg_catalog.pg_table_is_visible(c.oid)
) s2
GROUP BY indexname, indisunique, indisprimary, amname, exprdef, attoptions;

-- ADBC 1.13: types
--> oid | typname | typreceive | typbasetype | typrelid | typarray
SELECT oid, typname, typreceive, typbasetype, typrelid, typarray
FROM pg_catalog.pg_type
WHERE (typreceive != 0 OR typsend != 0) AND typtype != 'r' AND typreceive::TEXT != 'array_recv';

-- TypeORM 1: columns
--> column_name | regtype | format_type
SELECT column_name, ('"' || "udt_schema" || '"."' || "udt_name" || '"')::"regtype"::text AS "regtype",
    pg_catalog.format_type(atttypid, atttypmod) AS "format_type"
FROM information_schema.columns
LEFT JOIN pg_catalog.pg_attribute AS col_attr
    ON col_attr.attname = columns.column_name
    AND col_attr.attrelid = (
        SELECT cls.oid FROM pg_catalog.pg_class AS cls
        LEFT JOIN pg_catalog.pg_namespace AS ns ON ns.oid = cls.relnamespace
        WHERE cls.relname = columns.table_name AND ns.nspname = columns.table_schema
    )
WHERE table_schema = 'Information' AND table_name = 'WorkItems';

-- Sequelize 6: indexes
--> name | primary | unique | indkey | column_indexes | column_names | definition
SELECT i.relname AS name, ix.indisprimary AS primary, ix.indisunique AS unique, ix.indkey AS indkey, array_agg(a.attnum) as column_indexes, array_agg(a.attname) AS column_names, pg_get_indexdef(ix.indexrelid) AS definition FROM pg_class t, pg_class i, pg_index ix, pg_attribute a, pg_namespace s WHERE t.oid = ix.indrelid AND i.oid = ix.indexrelid AND a.attrelid = t.oid AND t.relkind = 'r' and t.relname = 'WorkItems' AND s.oid = t.relnamespace AND s.nspname = 'Information' GROUP BY i.relname, ix.indexrelid, ix.indisprimary, ix.indisunique, ix.indkey ORDER BY i.relname;

-- DBD::Pg 3.16: statistics
--> INDEX_NAME | ORDINAL_POSITION | COLUMN_NAME | ASC_OR_DESC | pg_expression | pg_is_key_column | pg_null_ordering
SELECT c.relname AS "INDEX_NAME", col.i AS "ORDINAL_POSITION", att.attname AS "COLUMN_NAME",
    CASE WHEN pg_catalog.pg_index_column_has_property(c.oid, col.i, 'asc') THEN 'A'
         WHEN pg_catalog.pg_index_column_has_property(c.oid, col.i, 'desc') THEN 'D'
    END AS "ASC_OR_DESC",
    pg_catalog.pg_get_indexdef(i.indexrelid, col.i, true) AS "pg_expression",
    col.i <= i.indnkeyatts AS "pg_is_key_column",
    CASE WHEN pg_catalog.pg_index_column_has_property(c.oid, col.i, 'nulls_first') THEN 'first'
         WHEN pg_catalog.pg_index_column_has_property(c.oid, col.i, 'nulls_last') THEN 'last'
    END AS "pg_null_ordering"
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_class d ON d.oid = i.indrelid
JOIN pg_catalog.generate_series(1, pg_catalog.current_setting('max_index_keys')::integer) col(i) ON col.i <= i.indnatts
LEFT JOIN pg_catalog.pg_attribute att ON att.attrelid = d.oid AND att.attnum = i.indkey[col.i - 1]
WHERE d.relname = 'WorkItems' AND i.indisunique;
