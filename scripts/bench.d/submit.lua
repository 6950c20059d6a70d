-- A closed loop of submissions, each with the next identity and a text of its own.
-- IDENTITIES names a file with one cookie a line. PREFER is the value of the Prefer header, if any.
local requests, suffix = {}, "\"}"
local sent = 0

function init(args)
  local prefer = os.getenv("PREFER")
  for cookie in io.lines(os.getenv("IDENTITIES")) do
    -- The number is padded, so that every body has the same length.
    local start = '{"message":"Question '
    local length = #start + 9 + #": how do I find the slope of a line?" + #suffix
    requests[#requests + 1] = "POST /ai/chat/message/ HTTP/1.1\r\nHost: " .. wrk.host .. ":" .. wrk.port
      .. "\r\nContent-Type: application/json\r\nCookie: " .. cookie
      .. (prefer and prefer ~= "" and "\r\nPrefer: " .. prefer or "")
      .. "\r\nContent-Length: " .. length .. "\r\n\r\n" .. start
  end
end

function request()
  sent = sent + 1
  return requests[sent % #requests + 1] .. string.format("%09d", sent) .. ": how do I find the slope of a line?" .. suffix
end
