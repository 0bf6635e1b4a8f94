package dev.janji.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The compiled classes of all modules, read from their build folders: this module is built last and may not depend on
 * the server, so the class path alone would not show everything.
 */
final class House {
    static final List<String> MODULES =
            List.of("protocols", "actors/domain", "actors/runtime", "gateways", "orchestrator", "loadtest");

    private static final JavaClasses MAIN = mainClassesOfAllModules();

    private House() {}

    static JavaClasses mainClasses() {
        return MAIN;
    }

    /** All test classes save the fixtures, which are wrong on purpose. */
    static JavaClasses testClasses() {
        return new ClassFileImporter()
                .withImportOption(location -> !location.contains("/wrong/"))
                .importPaths(folders("target/test-classes"));
    }

    static JavaClasses fixtures() {
        return new ClassFileImporter()
                .withImportOption(location -> location.contains("/wrong/"))
                .importPaths(Path.of("target/test-classes"));
    }

    /** True for code that people wrote, false for what protoc made. */
    static boolean isWritten(JavaClass type) {
        return !type.getPackageName().startsWith("dev.janji.protocols.");
    }

    private static JavaClasses mainClassesOfAllModules() {
        List<Path> folders = folders("target/classes");
        if (folders.size() != MODULES.size()) {
            throw new IllegalStateException("Expected the classes of " + MODULES + ", but found only " + folders
                    + ": build the whole tree first");
        }
        return new ClassFileImporter().importPaths(folders);
    }

    private static List<Path> folders(String folder) {
        List<Path> found = new ArrayList<>();
        for (String module : MODULES) {
            Path path = Path.of("..", module, folder);
            if (Files.isDirectory(path)) {
                found.add(path);
            }
        }
        return found;
    }
}
