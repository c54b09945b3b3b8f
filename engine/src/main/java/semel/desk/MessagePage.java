package semel.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of messages; `next` is the cursor of the page after it, null on the last.
public record MessagePage(List<MessageRow> rows, @Nullable String next) {}
