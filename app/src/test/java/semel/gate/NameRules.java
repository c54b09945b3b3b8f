package semel.gate;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words: what types and packages are called, and which words the domain does not use.
final class NameRules {

  /// Names of drawers into which anything can be put.
  static final Set<String> DRAWERS =
      Set.of("util", "common", "helper", "manager", "impl", "service", "base", "misc");

  /// Words that other systems use for what Semel does differently or calls something else.
  static final Set<String> FOREIGN =
      Set.of(
          "job",
          "task",
          "queue",
          "notification",
          "zombie",
          "gateway",
          "vendor",
          "contact",
          "customer");

  private NameRules() {}

  static List<Finding> drawers(Checkout checkout) {
    var findings = new ArrayList<Finding>();
    for (var source : checkout.sources()) {
      wordAmong(DRAWERS, source.packageName())
          .ifPresent(word -> findings.add(source.file().finding("package name says " + word)));
      new Declarations() {
        @Override
        void declared(Tree tree, String name) {
          if (tree instanceof ClassTree) {
            wordAmong(DRAWERS, name)
                .ifPresent(word -> findings.add(source.finding(tree, name + " says " + word)));
          }
        }
      }.scan(source.unit(), null);
    }
    return findings;
  }

  /// Names that are declared; a name that Java or a library gave may be used, and overridden.
  static List<Finding> foreignWords(Checkout checkout) {
    var findings = new ArrayList<Finding>();
    for (var source : checkout.shippedSources().toList()) {
      wordAmong(FOREIGN, source.packageName())
          .ifPresent(word -> findings.add(source.file().finding("package name says " + word)));
      new Declarations() {
        @Override
        void declared(Tree tree, String name) {
          wordAmong(FOREIGN, name)
              .ifPresent(word -> findings.add(source.finding(tree, name + " says " + word)));
        }
      }.scan(source.unit(), null);
    }
    return findings;
  }

  /// The first banned word in a name, in the singular or the plural.
  static Optional<String> wordAmong(Set<String> banned, String name) {
    return words(name)
        .filter(word ->
            banned.contains(word)
                || (word.endsWith("s") && banned.contains(word.substring(0, word.length() - 1))))
        .findFirst();
  }

  /// `HTTPReply_id2` is http, reply, id2.
  private static Stream<String> words(String name) {
    return Stream.of(name.split("[._$]|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])"))
        .map(word -> word.toLowerCase(Locale.ROOT));
  }

  private abstract static class Declarations extends TreeScanner<@Nullable Void, @Nullable Void> {

    abstract void declared(Tree tree, String name);

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
      declared(type, type.getSimpleName().toString());
      return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      var overrides =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(note -> note.getAnnotationType().toString().equals("Override"));
      if (!overrides) {
        declared(method, method.getName().toString());
      }
      return super.visitMethod(method, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
      declared(variable, variable.getName().toString());
      return super.visitVariable(variable, null);
    }

    @Override
    public @Nullable Void visitTypeParameter(TypeParameterTree parameter, @Nullable Void unused) {
      declared(parameter, parameter.getName().toString());
      return super.visitTypeParameter(parameter, null);
    }
  }
}
