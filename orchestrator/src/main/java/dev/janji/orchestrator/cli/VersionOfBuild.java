package dev.janji.orchestrator.cli;

import dev.janji.orchestrator.server.Version;
import picocli.CommandLine.IVersionProvider;

/** Tells the version to {@code --version}. */
public final class VersionOfBuild implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"janji " + Version.current()};
    }
}
