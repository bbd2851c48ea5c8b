/** The JavaScript of the LoginRocket API's documentation (seed 002), as it stands there. Each counts on jQuery. */
export const snippets = {
  authenticate: `$('#form').submit(function(event){
  AuthRocket.authenticate({
    username: $("#field-username").val(),
    password: $("#field-password").val()
  }, arLoginHandler);
  return false;
});

function arLoginHandler(response){
  if (response.error) {
    $("#messages").text(response.error);
  } else if (response.result == 'need_mfa') {
    // show user the 2FA verification form and use Verify a 2FA login to complete the login
    // 2FA token is in response.token (starts with kli_)
  } else {
    window.location = response.url;
  }
}`,
  authenticateCode: `$('#form').submit(function(event){
  AuthRocket.authenticateCode({
    username: $("#hidden-field-username").val(),
    token: $("#hidden-field-token").val(),
    code: $("#field-code").val()
  }, arLoginHandler2);
  return false;
});

function arLoginHandler2(response){
  if (response.error) {
    $("#messages").text(response.error);
  } else {
    window.location = response.url;
  }
}`,
  logout: `$('#logout-button').click(function(event){
  AuthRocket.logout({token: "abc...xyz"}, arLogoutHandler);
  return false;
});

function arLogoutHandler(response){
  if (response.error) {
    alert(response.error);
  } else {
    window.location = '/';
  }
}`,
  checkSession: `$('#some-element').click(function(event){
  AuthRocket.checkSession({
    token: $("#hidden-session-token").val()
  }, arSessionHandler);
  return false;
});

function arSessionHandler(response){
  if (response.valid) {
    console.log('Session is valid');
  } else {
    console.log('Session is not valid');
    // trigger request for login
  }
}`,
  forgotPassword: `$('#form').submit(function(event){
  AuthRocket.forgotPassword({
    username: $("#field-username").val()
  }, arForgotHandler);
  return false;
});

function arForgotHandler(response){
  if (response.error) {
    $("#messages").text(response.error);
  } else {
    $("#messages").text(response.message);
  }
}`,
  resetPassword: `$('#form').submit(function(event){
  AuthRocket.resetPassword({
    username: $("#field-username").val(),
    token: $("#field-token").val(),
    password: $("#field-password").val(),
    password_confirmation: $("#field-password-confirmation").val()
  }, arResetHandler);
  return false;
});

function arResetHandler(response){
  if (response.error) {
    $("#messages").text(response.error);
  } else {
    $("#messages").text(response.message);
  }
}`,
  updatePassword: `$('#form').submit(function(event){
  AuthRocket.updatePassword({
    token: $("#hidden-session-token").val(),
    current_password: $("#field-current-password").val(),
    password: $("#field-password").val(),
    password_confirmation: $("#field-password-confirmation").val()
  }, arUpdateHandler);
  return false;
});

function arUpdateHandler(response){
  if (response.error) {
    $("#messages").text(response.error);
  } else {
    $("#messages").text(response.message);
  }
}`,
  signup: `$('#form').submit(function(event){
  AuthRocket.signup({
    email: $("#field-email").val(),
    password: $("#field-password").val(),
    password_confirmation: $("#field-password-confirmation").val()
  }, arSignupHandler);
  return false;
});

function arSignupHandler(response){
  if (response.error) {
    $("#messages").text(response.error);
  } else {
    window.location = response.url;
  }
}`,
  signupTokenHandler: `// alternate handler when signup mode is 'user_token' (Signup Token mode)
function arSignupHandler(response){
  if (response.error) {
    $("#messages").text(response.error);
  } else {
    var form = $('#form');
    form.append($('<input type="hidden" name="signup[user_token_id]" >').val(response.token));
    form.get(0).submit();
  }
}`,
  resendEmailToken: `$('#form').submit(function(event){
  AuthRocket.resendEmailToken({
    username: $("#field-username").val()
  }, arResendHandler);
  return false;
});

function arResendHandler(response){
  if (response.error) {
    $("#messages").text(response.error);
  } else {
    $("#messages").text(response.message);
  }
}`,
  verifyEmail: `$('#form').submit(function(event){
  AuthRocket.verifyEmail({
    username: $("#field-username").val(),
    token: $("#field-token").val()
  }, arVerifyHandler);
  return false;
});

function arVerifyHandler(response){
  if (response.error) {
    $("#messages").text(response.error);
  } else {
    $("#messages").text(response.message);
  }
}`,
} as const;
