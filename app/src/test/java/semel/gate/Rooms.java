package semel.gate;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/// Which package may know which. A room that does not exist yet breaks no rule.
final class Rooms {

  static {
    // It tells at length of every class of the JDK that it reads.
    ((Logger) LoggerFactory.getLogger("com.tngtech.archunit")).setLevel(Level.WARN);
    // The rules need the names of what is used, not its insides: a second instead of many.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
  }

  private static final String[] OUTSIDE_THE_ENGINE =
      inside(
          "database",
          "embedded",
          "postgres",
          "providers",
          "web",
          "configuration",
          "app",
          "cli",
          "simulator",
          "benchmarks");

  /// Every room that is not named as an outer one, so that a new one is held to the engine's rules.
  private static final DescribedPredicate<JavaClass> ENGINE =
      resideInAPackage("semel..").and(not(resideInAnyPackage(OUTSIDE_THE_ENGINE)));

  private static final String[] JDBC = {
    "java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer..", "org.flywaydb.."
  };

  private static final Set<String> JAVA_BASE =
      ModuleLayer.boot().findModule("java.base").orElseThrow().getDescriptor().exports().stream()
          .filter(exports -> !exports.isQualified())
          .map(Exports::source)
          .collect(toSet());

  /// Types of java.base that start or are threads and processes, or reach files and sockets.
  private static final Pattern OUTSIDE_WORLD =
      Pattern.compile(
          "java\\.lang\\.(Thread|ThreadGroup|Process|ProcessBuilder|Runtime)(\\$.*)?"
              + "|java\\.util\\.Timer"
              + "|java\\.util\\.concurrent\\.(Executors|ExecutorService|ThreadPoolExecutor"
              + "|ScheduledExecutorService|ForkJoinPool|CompletableFuture|StructuredTaskScope)"
              + "|java\\.net\\.(?!URI$).*"
              + "|java\\.nio\\.(file|channels)\\..*"
              + "|java\\.io\\.(File.*|RandomAccessFile|Console)");

  /// Members of java.base that bring a clock, chance or the process's surroundings.
  private static final Pattern AMBIENT =
      Pattern.compile(
          "java\\.time\\.(Clock\\.(system|tick).*|InstantSource\\.(system|tick))"
              + "|java\\.lang\\.System\\.(currentTimeMillis|nanoTime|getenv|getProperty|out|err|in)"
              + "|java\\.lang\\.Math\\.random"
              + "|java\\.util\\.UUID\\.randomUUID"
              + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\..*"
              + "|java\\.util\\.random\\.(RandomGenerator\\.(of|getDefault)"
              + "|RandomGeneratorFactory\\..*)"
              + "|java\\.(util\\.(Splittable)?Random|security\\.SecureRandom)\\.<init>"
              + "|java\\.security\\.SecureRandom\\.getInstance.*");

  private Rooms() {}

  /// The classes that are shipped, wherever on the class path they lie.
  static JavaClasses shipped() {
    return new ClassFileImporter()
        .withImportOption(place -> !place.contains("test-classes") && !place.contains("-tests.jar"))
        .importPackages("semel");
  }

  /// Made-up classes, for the tests of the rules themselves.
  static JavaClasses compiledInto(Path folder) {
    return new ClassFileImporter().importPath(folder);
  }

  static ArchRule imports(String room, String... allowed) {
    return noClasses()
        .that()
        .resideInAPackage("semel." + room + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("semel..")
                .and(not(resideInAnyPackage(inside(room))))
                .and(not(resideInAnyPackage(inside(allowed)))))
        .as(room + " imports no room but " + String.join(", ", allowed))
        .allowEmptyShould(true);
  }

  static ArchRule neverImports(String room, String... forbidden) {
    return noClasses()
        .that()
        .resideInAPackage("semel." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(inside(forbidden))
        .as(room + " never imports " + String.join(", ", forbidden))
        .allowEmptyShould(true);
  }

  static ArchRule neverUsesJdbc(String room) {
    return noClasses()
        .that()
        .resideInAPackage("semel." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(JDBC)
        .as(room + " never uses JDBC")
        .allowEmptyShould(true);
  }

  /// Only what dispatches, implements a provider or wires both together can send at all.
  static ArchRule senderIsKnownToFew() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(inside("dispatch", "sandbox", "providers", "app"))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("semel.dispatch.Sender")
        .as("only dispatch, sandbox, providers and app know Sender")
        .allowEmptyShould(true);
  }

  /// `providers.wire` is what the providers share, so it is no provider.
  static ArchRule providersAreApart() {
    return slices()
        .matching("semel.providers.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(alwaysTrue(), resideInAPackage("semel.providers.wire.."))
        .as("a provider never imports another")
        .allowEmptyShould(true);
  }

  static ArchRule appIsImportedByNobody() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(inside("app", "cli", "configuration"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(inside("app", "cli", "configuration"))
        .as("app, cli and configuration are imported by nobody else")
        .allowEmptyShould(true);
  }

  static ArchRule nothingShippedImportsItsProof() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(inside("simulator", "benchmarks"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(inside("simulator", "benchmarks"))
        .as("nothing shipped imports simulator or benchmarks")
        .allowEmptyShould(true);
  }

  static ArchRule engineUsesOnlyJavaBaseAndItself() {
    return noClasses()
        .that(ENGINE)
        .should()
        .dependOnClassesThat(
            not(ENGINE)
                .and(not(resideInAPackage("org.jspecify..")))
                .and(describe("outside java.base", Rooms::isOutsideJavaBase)))
        .as("the engine uses only java.base and itself")
        .allowEmptyShould(true);
  }

  static ArchRule engineTouchesNoThreadFileOrSocket() {
    return noClasses()
        .that(ENGINE)
        .should()
        .dependOnClassesThat(
            describe(
                "threads, files and sockets",
                type -> OUTSIDE_WORLD.matcher(type.getBaseComponentType().getName()).matches()))
        .as("the engine touches no thread, file or socket")
        .allowEmptyShould(true);
  }

  static ArchRule engineIsGivenTimeAndChance() {
    return noClasses()
        .that(ENGINE)
        .should()
        .accessTargetWhere(describe("a clock or chance of its own", Rooms::isAmbient))
        .as("the engine is given time and chance and never fetches them")
        .allowEmptyShould(true);
  }

  private static boolean isOutsideJavaBase(JavaClass type) {
    var element = type.getBaseComponentType();
    return !element.isPrimitive() && !JAVA_BASE.contains(element.getPackageName());
  }

  private static boolean isAmbient(JavaAccess<?> access) {
    var target = access.getTarget();
    var name = target.getOwner().getName() + "." + target.getName();
    return AMBIENT.matcher(name).matches() || isNowWithoutAClock(access, name);
  }

  private static boolean isNowWithoutAClock(JavaAccess<?> access, String name) {
    return name.matches("java\\.time\\..*\\.now")
        && !access.getTarget().getFullName().endsWith("(java.time.Clock)");
  }

  private static String[] inside(String... rooms) {
    return Stream.of(rooms).map(room -> "semel." + room + "..").toArray(String[]::new);
  }
}
