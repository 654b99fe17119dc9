import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;
import org.postgresql.PGResultSetMetaData;
import org.postgresql.util.PSQLException;

/** pgjdbc, as DBeaver, Metabase and Java programs use it. One line of JSON for each check. */
public final class JdbcClient {
  interface Work {
    Object run() throws Exception;
  }

  static final String VALUES =
      "SELECT 9007199254740993::bigint AS big, (-9223372036854775807 - 1)::bigint AS least,"
          + " NULL::text AS nothing, 12345678901234567890.12::numeric(22, 2) AS exact, 1.5::float8 AS approximate,"
          + " '2026-01-02 03:04:05.678901+00'::timestamptz AS moment, '2026-01-02'::date AS day, true AS yes,"
          + " '\uD83D\uDE00 e\u0301 \u200d\"\\' AS emoji, '{\"a\": [1, \"\uD83D\uDE00\", null]}'::json AS document,"
          + " '6b8f1b5e-2f5b-4a55-9d0c-0f5d1a6b7c8d'::uuid AS id";

  static Connection connection;
  static final String TABLE = System.getenv("SOME_TABLE");

  public static void main(String[] arguments) throws Exception {
    System.setOut(new java.io.PrintStream(System.out, true, "UTF-8"));
    connection = connect(System.getenv("PGPASSWORD"), "");
    tell("wrong-password", JdbcClient::wrongPassword);
    tell("values", () -> values(VALUES));
    tell("parameters", JdbcClient::parameters);
    tell("prepared", () -> prepared(false));
    tell("binary", () -> prepared(true));
    tell("zones", JdbcClient::zones);
    tell("arrays", JdbcClient::arrays);
    tell("cancel", JdbcClient::cancel);
    tell("timeout", JdbcClient::timeout);
    tell("error-position", JdbcClient::errorPosition);
    tell("after-error", () -> one("SELECT 2"));
    tell("two-statements", JdbcClient::twoStatements);
    tell("fetch-size", JdbcClient::fetchSize);
    tell("transaction", JdbcClient::transaction);
    tell("read-only", () -> {
      connection.setReadOnly(true);
      Object found = one("SELECT 1");
      connection.setReadOnly(false);
      return found;
    });
    DatabaseMetaData about = connection.getMetaData();
    tell("product", about::getDatabaseProductName);
    tell("catalogs", () -> column(about.getCatalogs(), "TABLE_CAT").contains(System.getenv("PGDATABASE")));
    tell("schemas", () -> column(about.getSchemas(), "TABLE_SCHEM"));
    tell("table-types", () -> column(about.getTableTypes(), "TABLE_TYPE").contains("TABLE"));
    tell("tables", () -> column(about.getTables(null, null, "%", new String[] {"TABLE"}), "TABLE_NAME"));
    tell("columns", JdbcClient::columns);
    tell("key", () -> column(about.getPrimaryKeys(null, null, TABLE), "COLUMN_NAME"));
    tell("foreign-keys", () -> column(about.getImportedKeys(null, null, TABLE), "FKCOLUMN_NAME"));
    tell("exported-keys", () -> column(about.getExportedKeys(null, null, TABLE), "FKCOLUMN_NAME").size() >= 0);
    tell("indexes", () -> column(about.getIndexInfo(null, null, TABLE, false, true), "INDEX_NAME").size() >= 0);
    tell("types", () -> column(about.getTypeInfo(), "TYPE_NAME").size() > 10);
    tell("procedures", () -> column(about.getProcedures(null, null, "%"), "PROCEDURE_NAME").size() >= 0);
    tell("functions", () -> column(about.getFunctions(null, null, "%"), "FUNCTION_NAME").size() >= 0);
    tell("function-columns", () -> column(about.getFunctionColumns(null, null, "%", "%"), "COLUMN_NAME").size() >= 0);
    tell("best-row", () -> column(about.getBestRowIdentifier(null, null, TABLE, 0, true), "COLUMN_NAME"));
    tell("privileges", () -> column(about.getTablePrivileges(null, null, TABLE), "PRIVILEGE").size() >= 0);
    tell("column-privileges", () -> column(about.getColumnPrivileges(null, null, TABLE, "%"), "PRIVILEGE").size() >= 0);
    tell("result-metadata", JdbcClient::resultMetadata);
    tell("base-names", JdbcClient::baseNames);
    tell("valid", () -> connection.isValid(5));
    connection.close();
  }

  static Connection connect(String password, String more) throws SQLException {
    Properties properties = new Properties();
    properties.put("user", System.getenv("PGUSER"));
    properties.put("password", password);
    properties.put("sslmode", "verify-full");
    properties.put("sslrootcert", System.getenv("PGSSLROOTCERT"));
    String url =
        "jdbc:postgresql://" + System.getenv("PGHOST") + ":" + System.getenv("PGPORT") + "/"
            + java.net.URLEncoder.encode(System.getenv("PGDATABASE"), java.nio.charset.StandardCharsets.UTF_8).replace("+", "%20");
    return DriverManager.getConnection(url + more, properties);
  }

  static Object wrongPassword() {
    try {
      connect("wrong", "").close();
      return "let in";
    } catch (SQLException error) {
      return error.getSQLState();
    }
  }

  static Object one(String sql) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getObject(1);
    }
  }

  static Object values(String sql) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return row(rows);
    }
  }

  static List<Object> row(ResultSet rows) throws SQLException {
    List<Object> found = new ArrayList<>();
    ResultSetMetaData about = rows.getMetaData();
    for (int index = 1; index <= about.getColumnCount(); index++) {
      if (about.getColumnType(index) == Types.TIMESTAMP) {
        OffsetDateTime moment = rows.getObject(index, OffsetDateTime.class);
        found.add(moment == null ? null : instant(moment));
      } else {
        found.add(rows.getObject(index));
      }
    }
    return found;
  }

  static String instant(OffsetDateTime moment) {
    return moment.withOffsetSameInstant(ZoneOffset.UTC)
        .format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'"));
  }

  static Object parameters() throws SQLException {
    String sql = "SELECT ?::bigint, ?, ?, ?, ?::text, ?, ?, ?::int";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, 9007199254740993L);
      statement.setString(2, "it's \uD83D\uDE00");
      statement.setBoolean(3, false);
      statement.setObject(4, OffsetDateTime.parse("2026-01-02T03:04:05.678901Z"));
      statement.setNull(5, Types.VARCHAR);
      statement.setBigDecimal(6, new BigDecimal("0.10"));
      statement.setObject(7, UUID.fromString("6b8f1b5e-2f5b-4a55-9d0c-0f5d1a6b7c8d"));
      statement.setInt(8, 42);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return row(rows);
      }
    }
  }

  /** After five runs pgjdbc names the statement and asks for binary values. */
  static Object prepared(boolean isWide) throws SQLException {
    String sql = isWide ? VALUES + ", ?::int AS count" : "SELECT ?::int + 1";
    List<Object> last = null;
    int sum = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int count = 0; count < 10; count++) {
        statement.setInt(1, count);
        try (ResultSet rows = statement.executeQuery()) {
          rows.next();
          if (isWide) last = row(rows);
          else sum += rows.getInt(1);
        }
      }
    }
    return isWide ? last : sum;
  }

  static Object zones() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TIME ZONE 'America/New_York'");
      try (ResultSet rows = statement.executeQuery("SELECT '2026-01-01 00:00'::timestamptz, '2026-07-01 12:00:00+00'::timestamptz")) {
        rows.next();
        return row(rows);
      } finally {
        statement.execute("SET TIME ZONE 'UTC'");
      }
    }
  }

  static Object arrays() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT 3 = ANY(?), ?::text[]")) {
      statement.setArray(1, connection.createArrayOf("int4", new Object[] {1, 2, 3}));
      statement.setArray(2, connection.createArrayOf("text", new Object[] {"a,b", null, "\"c\""}));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        List<Object> found = new ArrayList<>();
        found.add(rows.getObject(1));
        found.add(List.of(java.util.Arrays.toString((Object[]) rows.getArray(2).getArray())));
        return found;
      }
    }
  }

  static Object cancel() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Timer timer = new Timer(true);
      timer.schedule(new TimerTask() {
        @Override public void run() {
          try {
            statement.cancel();
          } catch (SQLException error) {
            throw new IllegalStateException(error);
          }
        }
      }, 500);
      try {
        statement.executeQuery(System.getenv("SLOW_SQL"));
        return "not cancelled";
      } catch (SQLException error) {
        return List.of(error.getSQLState(), one("SELECT 1"));
      }
    }
  }

  static Object timeout() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      statement.executeQuery(System.getenv("SLOW_SQL"));
      return "not cancelled";
    } catch (SQLException error) {
      return error.getSQLState();
    }
  }

  static Object errorPosition() throws SQLException {
    try {
      return one("SELECT nme FROM (SELECT 1 AS name) AS t");
    } catch (PSQLException error) {
      return List.of(error.getSQLState(), error.getServerErrorMessage().getPosition());
    }
  }

  static Object twoStatements() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      List<Object> found = new ArrayList<>();
      for (boolean isRows = statement.execute("SELECT 1; SELECT 2"); isRows; isRows = statement.getMoreResults()) {
        ResultSet rows = statement.getResultSet();
        rows.next();
        found.add(rows.getObject(1));
      }
      return found;
    }
  }

  static Object fetchSize() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(100);
      long sum = 0;
      try (ResultSet rows = statement.executeQuery("SELECT i FROM generate_series(1, 10000) AS g(i)")) {
        while (rows.next()) sum += rows.getLong(1);
      }
      return sum;
    } finally {
      connection.commit();
      connection.setAutoCommit(true);
    }
  }

  static Object transaction() throws SQLException {
    connection.setAutoCommit(false);
    List<Object> found = new ArrayList<>();
    for (String sql : List.of("SELECT nothing", "SELECT 1")) {
      try {
        found.add(one(sql));
      } catch (SQLException error) {
        found.add(error.getSQLState());
      }
    }
    connection.rollback();
    found.add(one("SELECT 1"));
    connection.setAutoCommit(true);
    return found;
  }

  static Object columns() throws SQLException {
    List<Object> found = new ArrayList<>();
    try (ResultSet rows = connection.getMetaData().getColumns(null, null, TABLE, "%")) {
      while (rows.next()) found.add(List.of(rows.getString("COLUMN_NAME"), rows.getString("IS_NULLABLE")));
    }
    return found;
  }

  static Object resultMetadata() throws SQLException {
    return ofColumns(about -> List.of(
        about.getTableName(1).equals(TABLE),
        about.isNullable(1) == ResultSetMetaData.columnNoNulls,
        about.isAutoIncrement(1),
        about.getTableName(about.getColumnCount())));
  }

  static Object baseNames() throws SQLException {
    return ofColumns(about -> {
      PGResultSetMetaData base = (PGResultSetMetaData) about;
      return List.of(base.getBaseColumnName(1), base.getBaseTableName(1), base.getBaseSchemaName(1));
    });
  }

  interface Look {
    Object at(ResultSetMetaData about) throws SQLException;
  }

  /** All columns of the table, seen through a query, and one of no table. */
  static Object ofColumns(Look look) throws SQLException {
    String sql = "SELECT s.*, 1 AS one FROM (SELECT * FROM \"" + TABLE + "\") AS s LIMIT 0";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return look.at(statement.getMetaData());
    }
  }

  static List<Object> column(ResultSet rows, String name) throws SQLException {
    List<Object> found = new ArrayList<>();
    try (rows) {
      while (rows.next()) found.add(rows.getObject(name));
    }
    return found;
  }

  static void tell(String check, Work work) {
    Object value;
    try {
      value = work.run();
    } catch (Exception error) {
      value = error.getClass().getSimpleName() + ": " + error.getMessage();
    }
    System.out.println("{\"check\": " + json(check) + ", \"value\": " + json(value) + "}");
  }

  /** 64-bit integers and decimals as texts, as every client program tells them. */
  static String json(Object value) {
    if (value == null || value instanceof Boolean || value instanceof Integer || value instanceof Double) return String.valueOf(value);
    if (value instanceof List<?> list) return list.stream().map(JdbcClient::json).collect(java.util.stream.Collectors.joining(", ", "[", "]"));
    StringBuilder text = new StringBuilder("\"");
    for (char letter : String.valueOf(value).toCharArray()) {
      if (letter == '"' || letter == '\\') text.append('\\').append(letter);
      else if (letter < ' ') text.append(String.format("\\u%04x", (int) letter));
      else text.append(letter);
    }
    return text.append('"').toString();
  }
}
