package org.satbuddy.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Gives the server's own error responses the contract's shape: for paths outside {@code /ai}, malformed requests, and
 * failures outside any resource. {@code web.xml} declares it as the error page for all of these.
 */
@WebServlet(ContainerErrors.LOCATION)
public class ContainerErrors extends HttpServlet {

    static final String LOCATION = "/error";

    private static final long serialVersionUID = 1L;

    /** Serves all methods: the failed request may have used any. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var path = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        // A direct request is answered as one for an unknown path.
        Problem problem =
                status == null ? Problem.ofStatus(HttpServletResponse.SC_NOT_FOUND) : problem(status, request);
        if (problem.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED && response.getHeader("Allow") == null) {
            response.setHeader("Allow", "GET, HEAD, OPTIONS");
        }
        problem.write(path == null ? request.getRequestURI() : path, response);
    }

    private static Problem problem(int status, HttpServletRequest request) {
        var failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (failure != null) {
            return ExceptionMappers.report(failure, "outside of any resource");
        }
        // Servlets answer 501 to a method that they do not know. The fault is the client's all the same.
        return Problem.ofStatus(
                status == HttpServletResponse.SC_NOT_IMPLEMENTED ? HttpServletResponse.SC_METHOD_NOT_ALLOWED : status);
    }
}
