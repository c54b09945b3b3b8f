package semel.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How `./semel` finds Java, decides whether to build, and becomes the service.
class LauncherTest {

  @TempDir private Path temporary;
  private LauncherFolder semel;

  @BeforeEach
  void copyLauncher() throws IOException {
    semel = new LauncherFolder(temporary);
  }

  @Test
  void without_a_jdk_it_says_what_it_looked_for_where_and_how_to_get_one() throws Exception {
    semel.needsJdk(99);

    var run = semel.run("version");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("needs a JDK 99 or newer")
        .contains("JAVA_HOME: " + semel.jdk + " (version 25)")
        .contains("PATH: not set, or no java there")
        .contains("/usr/lib/jvm")
        .contains("https://adoptium.net");
    assertThat(semel.builds()).isEmpty();
  }

  @Test
  void a_java_home_without_a_compiler_is_no_jdk() throws Exception {
    semel.needsJdk(99);
    Files.delete(semel.jdk.resolve("bin/javac"));

    assertThat(semel.run("version").err()).contains(semel.jdk + " (no JDK there)");
  }

  @Test
  void a_jdk_in_a_usual_folder_is_found_when_the_java_on_the_path_is_old() throws Exception {
    semel.needsJdk(97);
    semel.environment.remove("JAVA_HOME");
    semel.environment.put("PATH", semel.jdk("old", 17).resolve("bin") + ":" + semel.bin);
    semel.jdk("home/.jdks/newest", 99);
    var nearest = semel.jdk("home/.jdks/one that will do", 98);

    var run = semel.run("version");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("home " + nearest + "\n");
  }

  @Test
  void the_java_on_the_path_is_used_through_its_links() throws Exception {
    semel.environment.remove("JAVA_HOME");
    var there = semel.jdk("there", 25);
    Files.createSymbolicLink(semel.bin.resolve("java"), Path.of("../relative"));
    Files.createSymbolicLink(semel.folder.resolve("relative"), there.resolve("bin/java"));

    assertThat(semel.run("version").out()).contains("home " + there + "\n");
  }

  @Test
  void the_first_run_builds_and_the_second_does_not() throws Exception {
    var first = semel.run("version");
    var second = semel.run("version");

    assertThat(first.exit()).isZero();
    assertThat(first.err())
        .isEqualTo("semel: first run, building (downloads libraries once) ...\n");
    assertThat(second.err()).isEmpty();
    assertThat(second.out()).isEqualTo(first.out());
    assertThat(semel.builds())
        .containsExactly(
            "-B -f "
                + semel.checkout
                + "/pom.xml -ntp -pl app -am -DskipTests -Dsemel.commit=unknown package");
  }

  @Test
  void a_build_is_told_its_commit() throws Exception {
    semel.gitSays("0123456789ab-dirty");

    semel.run("version");

    assertThat(semel.builds().getFirst()).contains(" -Dsemel.commit=0123456789ab-dirty ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pom.xml", "app/pom.xml", "engine/src/main/java", "engine/src/main/java/A.java"})
  void what_is_newer_than_the_jar_is_built(String path) throws Exception {
    semel.run("version");
    semel.editedAfterBuild(path, -1);
    assertThat(semel.run("version").err()).isEmpty();

    semel.editedAfterBuild(path, 1);

    assertThat(semel.run("version").err()).isEqualTo("semel: sources changed, building ...\n");
    assertThat(semel.builds()).hasSize(2);
  }

  @Test
  void missing_libraries_are_built() throws Exception {
    semel.run("version");
    Files.delete(semel.checkout.resolve("app/target/lib"));

    assertThat(semel.run("version").exit()).isZero();
    assertThat(semel.builds()).hasSize(2);
  }

  @Test
  void an_edit_during_a_build_is_built_by_the_next_run() throws Exception {
    semel.mavenDoes(
        "touch engine/src/main/java/A.java; mkdir -p app/target/lib; touch app/target/semel.jar");
    semel.run("version");

    assertThat(semel.run("version").err()).contains("sources changed");
  }

  @Test
  void a_failed_build_says_why_and_leaves_nothing_that_counts_as_built() throws Exception {
    semel.mavenDoes(
        """
        mkdir -p app/target/lib; touch app/target/semel.jar
        echo '[INFO] chatter'; echo '[WARNING] /a/A.java:[3,1] [Unused] never read'
        echo '[ERROR] no such symbol'; echo '[ERROR] -> [Help 1]'; echo '[ERROR] advice'; exit 1
        """);

    var run = semel.run("version");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("[WARNING] /a/A.java:[3,1]", "[ERROR] no such symbol", "the build failed")
        .doesNotContain("chatter", "Help", "advice");
    assertThat(semel.checkout.resolve("app/target/semel.jar")).doesNotExist();
    assertThat(semel.run("version").exit()).isEqualTo(2);
    assertThat(semel.builds()).hasSize(2);
  }

  @Test
  void a_jar_that_a_killed_build_left_does_not_count_as_built() throws Exception {
    semel.mavenDoes("mkdir -p app/target/lib; touch app/target/semel.jar; kill -9 $PPID $$");
    semel.run("version");
    assertThat(semel.checkout.resolve("app/target/semel.unfinished")).exists();

    semel.mavenDoes("touch app/target/semel.jar");

    assertThat(semel.run("version").exit()).isZero();
    assertThat(semel.builds()).hasSize(2);
    assertThat(semel.checkout.resolve("app/target/semel.unfinished")).doesNotExist();
  }

  @Test
  void without_maven_it_says_so() throws Exception {
    Files.delete(semel.bin.resolve("mvn"));

    var run = semel.run("version");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("needs Maven 3.8 or newer", "no mvn on the PATH");
  }

  @ParameterizedTest
  @CsvSource({"3.6.3, 2", "2.2.1, 2", "3.8.1, 0", "3.10.0, 0", "4.0.0-rc-4, 0"})
  void maven_must_be_3_8_or_newer(String version, int exit) throws Exception {
    semel.mavenIs(version);

    var run = semel.run("version");

    assertThat(run.exit()).isEqualTo(exit);
    assertThat(run.err().contains("mvn is " + version.substring(0, 3))).isEqualTo(exit == 2);
  }

  @Test
  void arguments_and_working_directory_arrive_unchanged_even_through_links() throws Exception {
    var link = Files.createDirectories(semel.folder.resolve("elsewhere")).resolve("a link");
    Files.createSymbolicLink(link, Path.of("../a check out/another"));
    Files.createSymbolicLink(semel.checkout.resolve("another"), Path.of("semel"));

    var run = LauncherFolder.ended(semel.start(link, "import", "a b", "*", "", "$HOME", "-x"));

    assertThat(run.out())
        .contains("folder " + semel.folder + "\n")
        .endsWith(
            "["
                + semel.checkout
                + "/app/target/semel.jar]\n[import]\n"
                + "[a b]\n[*]\n[]\n[$HOME]\n[-x]\n");
  }

  @Test
  void options_for_java_come_last_and_are_not_passed_on() throws Exception {
    semel.environment.put("SEMEL_JAVA_OPTS", "-Xmx1g -Da=*");
    Files.createFile(semel.folder.resolve("-Da=what the star could match"));

    var run = semel.run("version");

    assertThat(run.out())
        .contains("options unset, building unset\n")
        .contains("[-Xmx384m]\n[--enable-native-access=ALL-UNNAMED]\n[-Xmx1g]\n[-Da=*]\n[-jar]\n");
  }

  @Test
  void packing_is_left_to_its_script_with_its_arguments() throws Exception {
    semel.write("scripts/package", "#!/bin/sh\nfor each in \"$@\"; do echo \"[$each]\"; done\n");
    assertThat(semel.checkout.resolve("scripts/package").toFile().setExecutable(true)).isTrue();

    var run = semel.run("package", "--to", "a b");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo("[--to]\n[a b]\n");
  }
}
