package semel.providers.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The targets of the tests beside it, for a fuzzer that sees which branches an input takes.
class WireFuzz {

  @MethodSource("semel.providers.wire.HostileAnswersTest#seeds")
  @FuzzTest(maxDuration = "5m")
  void answers(byte[] input) throws Exception {
    HostileAnswersTest.read(input);
  }
}
