package org.satbuddy.page;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Allows only the methods that read, and answers 405 to all others. {@link HttpServlet} answers 501 to PATCH. */
abstract class ReadOnlyServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String METHODS = "GET, HEAD, OPTIONS";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> super.service(request, response);
            case "OPTIONS" -> response.setHeader("Allow", METHODS);
            default -> {
                response.setHeader("Allow", METHODS);
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        }
    }
}
