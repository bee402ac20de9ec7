package lockpick.cli;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.Option;

/** Where a command listens for HTTP; the same option for every one that does. */
final class HostOption {

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "where to listen; other than this machine's own needs a key or a token (default: ${DEFAULT-VALUE})")
    private String name = "127.0.0.1";

    /** As it was given. */
    String name() {
        return name;
    }

    /** @throws MistakeException if there is no such address or port */
    InetSocketAddress address(int port) {
        SamplingOptions.check(port >= 0 && port <= 65_535, "--port", port, "from 0 to 65535");
        try {
            return new InetSocketAddress(InetAddress.getByName(name), port);
        } catch (UnknownHostException e) {
            throw new MistakeException("--host = " + name + ": no address of this machine");
        }
    }

    /** What to tell the user of an address that cannot be had. */
    static MistakeException taken(InetSocketAddress address, BindException why) {
        return new MistakeException(shown(address) + ": cannot be had (" + why.getMessage()
                + "); end who listens there, or give another --port");
    }

    /** As it stands in a URL. */
    static String shown(InetSocketAddress address) {
        String ip = address.getAddress().getHostAddress();
        return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + address.getPort();
    }
}
