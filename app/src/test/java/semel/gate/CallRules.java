package semel.gate;

import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Calls that would smuggle in time, chance, waiting or output.
final class CallRules {

  /// What may not be called in shipped code, and in which paths it may be all the same.
  private static final Map<String, List<String>> IN_SHIPPED_CODE =
      Map.of(
          "Instant.now", List.of(),
          "System.currentTimeMillis", List.of(),
          "Math.random", List.of(),
          "new Random", List.of(),
          "printStackTrace", List.of(),
          "System.out", List.of("/semel/cli/"),
          "Thread.sleep", List.of("/semel/app/loop/Loop.java", "/semel/embedded/"));

  private static final Map<String, List<String>> IN_TESTS = Map.of("Thread.sleep", List.of());

  private CallRules() {}

  static List<Finding> shippedCalls(Checkout checkout) {
    return findings(checkout.shippedSources(), IN_SHIPPED_CODE);
  }

  static List<Finding> testCalls(Checkout checkout) {
    return findings(checkout.testSources(), IN_TESTS);
  }

  private static List<Finding> findings(
      Stream<JavaSource> sources, Map<String, List<String>> banned) {
    var findings = new ArrayList<Finding>();
    sources.forEach(source ->
        new Uses() {
          @Override
          void used(Tree tree, String name) {
            var allowed = banned.get(name);
            if (allowed != null && allowed.stream().noneMatch(source.file().path()::contains)) {
              findings.add(source.finding(tree, name));
            }
          }
        }.scan(source.unit(), null));
    return findings;
  }

  /// Names each use as `Owner.member`, whether it is called, referred to or imported statically.
  private abstract static class Uses extends TreeScanner<@Nullable Void, @Nullable Void> {

    abstract void used(Tree tree, String name);

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void unused) {
      if (call.getMethodSelect() instanceof MemberSelectTree select) {
        var member = select.getIdentifier().toString();
        if (member.equals("printStackTrace")) {
          used(call, member);
        }
        // With an argument, a clock was handed in.
        if (!member.equals("now") || call.getArguments().isEmpty()) {
          used(call, lastName(select.getExpression()) + "." + member);
        }
      }
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree use, @Nullable Void unused) {
      var owner = lastName(use.getQualifierExpression());
      switch (use.getMode()) {
        case NEW -> used(use, "new " + owner);
        case INVOKE -> {
          used(use, owner + "." + use.getName());
          used(use, use.getName().toString());
        }
      }
      return super.visitMemberReference(use, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree creation, @Nullable Void unused) {
      used(creation, "new " + lastName(creation.getIdentifier()));
      return super.visitNewClass(creation, null);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void unused) {
      if (select.getIdentifier().contentEquals("out")) {
        used(select, lastName(select.getExpression()) + ".out");
      }
      return super.visitMemberSelect(select, null);
    }

    @Override
    public @Nullable Void visitImport(ImportTree line, @Nullable Void unused) {
      if (line.isStatic() && line.getQualifiedIdentifier() instanceof MemberSelectTree select) {
        used(line, lastName(select.getExpression()) + "." + select.getIdentifier());
      }
      return null;
    }

    private static String lastName(Tree expression) {
      return expression instanceof MemberSelectTree select
          ? select.getIdentifier().toString()
          : expression.toString();
    }
  }
}
