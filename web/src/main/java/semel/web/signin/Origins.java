package semel.web.signin;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import semel.web.http.Call;

/// Where a call comes from, as far as the browser says. A browser does not let a page lie about it.
///
/// @param publicUrl the address that people use; behind a proxy the `Host` header may say otherwise
record Origins(URI publicUrl) {

  /// Who reaches Semel by another name than these on its own machine was led here by a name server
  /// that belongs to somebody else (DNS rebinding), or through a proxy.
  private static final Pattern LOCAL =
      Pattern.compile(
          "(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
  private static final List<String> OF_PROXIES =
      List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  /// Whether nothing says that a page of another site made the call.
  boolean own(Call call) {
    var sites = call.headers("Sec-Fetch-Site");
    var origins = call.headers("Origin");
    return sites.stream().allMatch(OWN_SITE::contains)
        && origins.stream().allMatch(origin -> own(origin, call));
  }

  private boolean own(String origin, Call call) {
    var place = origin.toLowerCase(Locale.ROOT);
    var host = host(call);
    return place.equals(publicOrigin())
        || (!host.isEmpty() && (place.equals("http://" + host) || place.equals("https://" + host)));
  }

  private String publicOrigin() {
    return (publicUrl.getScheme() + "://" + publicUrl.getRawAuthority()).toLowerCase(Locale.ROOT);
  }

  /// Whether the call was made to this machine by its own name, and handed on by nobody.
  boolean local(Call call) {
    return LOCAL.matcher(host(call)).matches()
        && OF_PROXIES.stream().allMatch(name -> call.headers(name).isEmpty());
  }

  /// Whether the address that people use is one of this machine alone.
  boolean localOnly() {
    var authority = publicUrl.getRawAuthority();
    return authority != null && LOCAL.matcher(authority).matches();
  }

  private static String host(Call call) {
    return String.join(",", call.headers("Host")).toLowerCase(Locale.ROOT);
  }
}
