-- A closed loop of polls. TASKS names a file whose lines hold a cookie, a tab and a task id.
local requests = {}
local sent = 0

function init(args)
  for line in io.lines(os.getenv("TASKS")) do
    local cookie, id = line:match("([^\t]+)\t([^\t]+)")
    requests[#requests + 1] = "GET /ai/task/" .. id .. "/ HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port
      .. "\r\nCookie: " .. cookie .. "\r\n\r\n"
  end
end

function request()
  sent = sent + 1
  return requests[sent % #requests + 1]
end
