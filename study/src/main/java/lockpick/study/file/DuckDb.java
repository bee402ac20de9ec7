package lockpick.study.file;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** DuckDB in memory: SQL over files, without the network or a file of its own. Its library is loaded at the first use. */
public final class DuckDb {

    private DuckDb() {}

    /** An empty database that hands out rows as it finds them. */
    public static Connection open(int threads) throws SQLException {
        var settings = new Properties();
        settings.put("jdbc_stream_results", "true");
        settings.put("threads", String.valueOf(threads));
        settings.put("temp_directory", ""); // or it would make one where the user stands
        settings.put("autoinstall_known_extensions", "false");
        settings.put("autoload_known_extensions", "false");
        return DriverManager.getConnection("jdbc:duckdb:", settings);
    }

    /** The path as a pattern that only it matches: DuckDB takes a path for a pattern. */
    public static String literally(Path file) {
        return file.toAbsolutePath().normalize().toString().replaceAll("[*?\\[]", "[$0]");
    }

    /** Text as SQL writes it, in quotes. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
