package lockpick.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code lockpick --version} says. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Lockpick.class.getPackage().getImplementationVersion();
        return new String[] {"lockpick " + (version == null ? "from source" : version) + ", Java " + Runtime.version()};
    }
}
