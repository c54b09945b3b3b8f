package semel.providers.mobizon;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The targets of the tests beside it, for a fuzzer that sees which branches an input takes.
class MobizonFuzz {

  @FuzzTest(maxDuration = "5m")
  @MethodSource("semel.providers.mobizon.HostileMobizonTest#sends")
  void sends(byte[] input) throws Exception {
    HostileMobizonTest.send(input);
  }

  @FuzzTest(maxDuration = "5m")
  @MethodSource("semel.providers.mobizon.HostileMobizonTest#lists")
  void lists(byte[] input) throws Exception {
    HostileMobizonTest.ask(input);
  }
}
