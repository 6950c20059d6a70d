package org.satbuddy.standin.types;

/**
 * Why a vendor would refuse a request.
 *
 * @param path of the value, such as {@code messages[0].content}; empty for the whole request
 * @param text the predicate of a sentence whose subject is the path
 */
public record Violation(String path, Category category, String text) {

    /** The categories of errors that OpenAI distinguishes. */
    public enum Category {
        MISSING("missing_required_parameter"),
        UNKNOWN("unknown_parameter"),
        TYPE("invalid_type"),
        VALUE("invalid_value"),
        EMPTY("empty_array"),
        COMBINATION("invalid_parameter_combination"),
        IMAGE("invalid_image_format"),
        SCHEMA("invalid_json_schema");

        private final String code;

        Category(String code) {
            this.code = code;
        }

        /** The {@code code} of the error. */
        public String code() {
            return code;
        }
    }

    @Override
    public String toString() {
        return (path.isEmpty() ? "The request" : "'" + path + "'") + " " + text + ".";
    }
}
