package semel.providers.fake;

import java.time.InstantSource;

/// The three fakes as a process of their own: `FakesMain --port 18100` takes three ports from
/// there, `--port 0` free ones. Prints one address per line and runs until it is ended.
public final class FakesMain {

  /// The keys that the fakes take; invented, and good for nothing else.
  public static final String MOBIZON_KEY = "kz" + "0".repeat(68);

  public static final String RESEND_KEY = "re_fake_0000";
  public static final String TELEGRAM_TOKEN = "100200:fake-token-fake-token-fake-token-00";
  public static final String TELEGRAM_CHAT = "-100300";

  private FakesMain() {}

  /// Starts the fakes and prints their addresses.
  public static void main(String[] arguments) throws InterruptedException {
    int port =
        arguments.length == 2 && arguments[0].equals("--port") ? Integer.parseInt(arguments[1]) : 0;
    var system = InstantSource.system();
    try (var mobizon = new FakeMobizon(MOBIZON_KEY, system, port);
        var resend = new FakeResend(RESEND_KEY, system, port == 0 ? 0 : port + 1);
        var telegram =
            new FakeTelegram(TELEGRAM_TOKEN, TELEGRAM_CHAT, system, port == 0 ? 0 : port + 2)) {
      System.out.println("mobizon " + mobizon.uri());
      System.out.println("resend " + resend.uri());
      System.out.println("telegram " + telegram.uri());
      Thread.currentThread().join();
    }
  }
}
