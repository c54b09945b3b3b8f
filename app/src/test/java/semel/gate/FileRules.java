package semel.gate;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What stands in the files, and which files there are.
final class FileRules {

  static final int PACKAGE_DOC_LINES = 12;

  private static final Pattern SQL =
      Pattern.compile("\\b(SELECT|UPDATE)\\s|\\b(INSERT INTO|DELETE FROM)\\b");
  // Written so that this file does not find itself. Three X may also stand for digits.
  private static final Pattern LEFTOVER =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b|(//|#|--|/\\*|<!--)\\s*X" + "XX\\b");
  private static final Pattern AUTHOR = Pattern.compile("@" + "author\\b");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)");

  private FileRules() {}

  static List<Finding> leftovers(Checkout checkout) {
    return linesMatching(checkout, file -> !file.endsWithAny(".md", "LICENSE"), LEFTOVER);
  }

  static List<Finding> authors(Checkout checkout) {
    return linesMatching(checkout, TextFile::isJava, AUTHOR);
  }

  private static List<Finding> linesMatching(
      Checkout checkout, Predicate<TextFile> which, Pattern pattern) {
    var findings = new ArrayList<Finding>();
    for (var file : checkout.files().stream().filter(which).toList()) {
      var number = 0;
      for (var line : file.lines()) {
        number++;
        if (pattern.matcher(line).find()) {
          findings.add(new Finding(file.path(), number, line.strip()));
        }
      }
    }
    return findings;
  }

  static List<Finding> disabledTests(Checkout checkout) {
    var findings = new ArrayList<Finding>();
    for (var source : checkout.sources()) {
      new TreeScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitAnnotation(AnnotationTree note, @Nullable Void unused) {
          if (("." + note.getAnnotationType()).endsWith(".Disabled")) {
            findings.add(source.finding(note, note.toString()));
          }
          return super.visitAnnotation(note, null);
        }
      }.scan(source.unit(), null);
    }
    return findings;
  }

  /// Wildcards, and Java 25's module imports, which are wildcards by another name.
  static List<Finding> wildcardImports(Checkout checkout) {
    var findings = new ArrayList<Finding>();
    for (var source : checkout.sources()) {
      for (var line : source.unit().getImports()) {
        var wildcard =
            line.getQualifiedIdentifier() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("*");
        if (wildcard || line.isModule()) {
          findings.add(source.finding(line, line.toString().strip()));
        }
      }
    }
    return findings;
  }

  /// The benchmark is no part of the service, and asks tables that are not Semel's.
  static List<Finding> sqlElsewhere(Checkout checkout) {
    var findings = new ArrayList<Finding>();
    for (var source : checkout.shippedSources().toList()) {
      if (source.file().path().matches("(postgres|benchmarks)/.*")) {
        continue;
      }
      new TreeScanner<@Nullable Void, @Nullable Void>() {
        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void unused) {
          if (literal.getValue() instanceof String text && SQL.matcher(text).find()) {
            findings.add(source.finding(literal, text.lines().findFirst().orElse("")));
          }
          return null;
        }
      }.scan(source.unit(), null);
    }
    return findings;
  }

  static List<Finding> packageInfos(Checkout checkout) {
    var byFolder = new TreeMap<String, @Nullable JavaSource>();
    for (var source : checkout.shippedSources().toList()) {
      var name = source.file().name();
      if (name.equals("package-info.java")) {
        byFolder.put(source.file().folder(), source);
      } else if (!name.equals("module-info.java")) {
        byFolder.putIfAbsent(source.file().folder(), null);
      }
    }
    var findings = new ArrayList<Finding>();
    byFolder.forEach((folder, info) -> {
      if (info == null) {
        findings.add(new Finding(folder, 1, "no package-info.java"));
      } else {
        check(info, findings);
      }
    });
    return findings;
  }

  private static void check(JavaSource info, List<Finding> findings) {
    var marked =
        info.unit().getPackageAnnotations().stream()
            .anyMatch(note -> ("." + note.getAnnotationType()).endsWith(".NullMarked"));
    if (!marked) {
      findings.add(info.file().finding("not @NullMarked"));
    }
    var doc = info.file().lines().stream().filter(line -> line.startsWith("///")).count();
    if (doc < 1 || doc > PACKAGE_DOC_LINES) {
      findings.add(info.file().finding(doc + " lines of /// doc"));
    }
  }

  /// A page is found when links lead to it from the pages that a reader opens first.
  static List<Finding> unlinkedPages(Checkout checkout) {
    var pages = new TreeMap<String, TextFile>();
    checkout.files().stream()
        .filter(file -> file.path().endsWith(".md"))
        .forEach(file -> pages.put(file.path(), file));
    var open = new ArrayDeque<>(List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"));
    var reached = new HashSet<String>();
    while (!open.isEmpty()) {
      var page = pages.get(open.remove());
      if (page != null && reached.add(page.path())) {
        var links = LINK.matcher(page.text());
        while (links.find()) {
          open.add(resolve(page.folder(), links.group(1)));
        }
      }
    }
    return pages.values().stream()
        .filter(page -> page.path().startsWith("docs/") && !reached.contains(page.path()))
        .map(page -> page.finding("no page that can be reached links here"))
        .toList();
  }

  private static String resolve(String folder, String link) {
    return link.contains(":")
        ? link
        : Path.of(folder).resolve(link).normalize().toString().replace('\\', '/');
  }

  static List<Finding> builtFiles(Checkout checkout) {
    return checkout.files().stream()
        .filter(file -> file.endsWithAny(".class", ".jar", ".log"))
        .map(file -> file.finding("is built, not written"))
        .toList();
  }
}
