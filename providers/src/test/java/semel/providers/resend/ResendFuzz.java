package semel.providers.resend;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The targets of the tests beside it, for a fuzzer that sees which branches an input takes.
class ResendFuzz {

  @MethodSource("semel.providers.resend.HostileResendTest#seeds")
  @FuzzTest(maxDuration = "5m")
  void sends(byte[] input) throws Exception {
    HostileResendTest.send(input);
  }
}
