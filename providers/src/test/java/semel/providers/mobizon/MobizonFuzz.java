package semel.providers.mobizon;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The targets of the tests beside it, for a fuzzer that sees which branches an input takes.
class MobizonFuzz {

  @MethodSource("semel.providers.mobizon.HostileMobizonTest#sends")
  @FuzzTest(maxDuration = "5m")
  void sends(byte[] input) throws Exception {
    HostileMobizonTest.send(input);
  }

  @MethodSource("semel.providers.mobizon.HostileMobizonTest#lists")
  @FuzzTest(maxDuration = "5m")
  void lists(byte[] input) throws Exception {
    HostileMobizonTest.ask(input);
  }
}
