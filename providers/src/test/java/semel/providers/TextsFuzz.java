package semel.providers;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The targets of the tests beside it, for a fuzzer that sees which branches an input takes.
class TextsFuzz {

  @MethodSource("semel.providers.HostileTextsTest#seeds")
  @FuzzTest(maxDuration = "5m")
  void texts(byte[] input) throws Exception {
    HostileTextsTest.read(input);
  }
}
