package semel.web.page;

/// What a page tells that went wrong.
///
/// @param code of the answer
/// @param key of its words, after `shell.`
/// @param sentence that says it in general
/// @param name under which the log has it, where it has
public record ProblemModel(int code, String key, String sentence, String name) {}
