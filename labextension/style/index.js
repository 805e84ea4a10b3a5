import './page.css';
import './notices.css';
import './answers.css';
